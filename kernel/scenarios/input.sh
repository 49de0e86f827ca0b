# The input driver, case by case: what a client of evdev may rely on, and what a switch does. One line each: ok or not ok.
# It takes some minutes: npm run vm -- run --timeout 900 kernel/scenarios/input.sh
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/vm/guest.sh
here=/repo/kernel/scenarios
. $here/results.sh
. $here/input/talk.sh

people one two
. $here/input/loading.sh
. $here/input/abi.sh
. $here/input/delivery.sh
. $here/input/held.sh
. $here/input/state.sh
. $here/input/requests.sh
. $here/input/grabs.sh
. $here/input/between.sh
. $here/input/removal.sh
. $here/input/tools.sh
. $here/input/counts.sh
. $here/input/storm.sh

results_end
