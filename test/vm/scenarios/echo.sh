exec node /repo/test/vm/scenarios/echo.mjs "$@"
