# SPDX-License-Identifier: GPL-2.0-only
"""Holds what device namespaces leave as it is: a clock, a loop device, a pseudo-terminal, and a device-mapper target that it makes.

holder.py LOOP: says `hold WHAT kind=… major=… minor=…` of each, as fstat(2) has it, then `held`, and ends with standard input.
"""
import fcntl
import os
import stat
import struct
import sys

VERSION = (4, 0, 0)
DM_DEV_CREATE, DM_TABLE_LOAD, DM_DEV_SUSPEND = 0xC138FD03, 0xC138FD09, 0xC138FD06
HEADER = struct.Struct("=3I3Ii2I4xQ128s129s7x")
TARGET = struct.Struct("=QQiI16s")


def hold(what, fd):
    found = os.fstat(fd)
    kind = "block" if stat.S_ISBLK(found.st_mode) else "char"
    print(f"hold {what} kind={kind} major={os.major(found.st_rdev)} minor={os.minor(found.st_rdev)}", flush=True)


def mapped(control, name):
    """Makes a target whose every sector is an error, and returns its minor."""

    def ask(request, targets, data):
        packed = HEADER.pack(*VERSION, HEADER.size + len(data), HEADER.size, targets, 0, 0, 0, 0, name, b"")
        return bytearray(fcntl.ioctl(control, request, packed + data))

    device = HEADER.unpack_from(ask(DM_DEV_CREATE, 0, b""))[9]
    ask(DM_TABLE_LOAD, 1, TARGET.pack(0, 8, 0, 0, b"error") + bytes(8))
    ask(DM_DEV_SUSPEND, 0, b"")
    return device & 0xFF


control = os.open("/dev/mapper/control", os.O_RDWR)
hold("control", control)
hold("target", os.open(f"/dev/dm-{mapped(control, b'held')}", os.O_RDONLY))
hold("loop", os.open(sys.argv[1], os.O_RDONLY))
hold("clock", os.open("/dev/rtc0", os.O_RDONLY))
master, slave = os.openpty()
hold("master", master)
hold("terminal", slave)
print("held", flush=True)
sys.stdin.read()
