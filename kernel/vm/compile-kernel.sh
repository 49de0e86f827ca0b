# Compiles a guest's kernel from Debian's linux-source: run in its root folder, with CONFIG, whose every line has to hold, in the environment.
# Leaves the kernel, its modules, and what modules of others are built with.
# SPDX-License-Identifier: GPL-2.0-only
set -e
cd /usr/src
archive=$(echo linux-source-*.tar.xz)
source=$PWD/${archive%.tar.xz}
tar -xf "$archive"
cd "$source"

echo "$CONFIG" >wanted.config
make -s KCONFIG_ALLCONFIG=wanted.config allnoconfig
for option in $(grep '^CONFIG_' wanted.config | grep -vxFf .config); do
	name=${option%%=*}
	# 6.12 has no BASE_FULL any more: whatever there is to it is always so.
	grep -rqx "\(menu\)\?config ${name#CONFIG_}" --include='Kconfig*' . || continue
	echo "E: this kernel does not take $option" >&2
	exit 1
done
nice -n 19 make -s -j"$(nproc)" bzImage modules
make -s modules_install
kernel=$(make -s kernelrelease)
# Not vmlinux as for the others: code that KASAN is compiled into runs before KASAN in the entry that QEMU takes for that.
cp arch/x86/boot/bzImage /devns/linux
echo "$kernel" >/devns/kernel

# What Debian's linux-headers have, of one architecture.
headers=/usr/src/linux-headers-$kernel
mkdir "$headers"
{
	echo Makefile .config Module.symvers tools/objtool/objtool arch/x86/Makefile* | tr ' ' '\n'
	find include scripts arch/x86/include ! -type d ! -name '*.o' ! -name '*.cmd'
} | xargs cp -P --parents -t "$headers"
cd /usr/src
rm -rf "$source" "$archive"
ln -sfn "$headers" "/lib/modules/$kernel/build"
rm -f "/lib/modules/$kernel/source"
