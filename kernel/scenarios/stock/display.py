# SPDX-License-Identifier: GPL-2.0-only
"""Opens the display and does with it what standard input says, a line each: master, drop, flip. Says what each call returned."""
import fcntl
import os
import sys

CALLS = {"master": (0x641E, None), "drop": (0x641F, None), "flip": (0xC01864B0, bytearray(24))}
card = os.open("/dev/dri/card0", os.O_RDWR)
print("ready=1", flush=True)
while True:
    command = sys.stdin.readline().strip()
    number, argument = CALLS[command]
    try:
        fcntl.ioctl(card, number, argument if argument is not None else 0)
        print(f"{command}=0", flush=True)
    except OSError as error:
        print(f"{command}=-{error.errno}", flush=True)
