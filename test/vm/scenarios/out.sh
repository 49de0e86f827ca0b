# Leaves a file on the host.
echo "from the guest" >/out/file
cat /out/given
