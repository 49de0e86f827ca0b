# SPDX-License-Identifier: GPL-2.0-only
"""Asks to be binder's context manager, says what that returned, and keeps the device open until standard input ends."""
import fcntl
import os
import sys

SET_CONTEXT_MGR = 0x40046207
device = os.open("/dev/binder", os.O_RDWR)
try:
    fcntl.ioctl(device, SET_CONTEXT_MGR, 0)
    print("manager=0", flush=True)
except OSError as error:
    print(f"manager=-{error.errno}", flush=True)
sys.stdin.read()
