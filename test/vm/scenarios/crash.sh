# Has the kernel crash on purpose.
echo before
echo c >/proc/sysrq-trigger
echo after
