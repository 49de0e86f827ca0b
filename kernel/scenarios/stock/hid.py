# SPDX-License-Identifier: GPL-2.0-only
"""Makes a HID mouse through uhid, which gets a hidraw node, and lasts as long as this runs."""
import os
import struct
import time

CREATE2 = 11
# A mouse of three buttons: HID 1.11, appendix B.2.
DESCRIPTOR = bytes.fromhex(
    "05010902a1010901a10005091901290315002501950375018102950175058101"
    "0501093009311581257f750895028106c0c0"
)
uhid = os.open("/dev/uhid", os.O_RDWR)
event = struct.pack(
    "=I128s64s64sHHIIII4096s", CREATE2, b"Stock HID mouse", b"", b"", len(DESCRIPTOR), 3, 0x1234, 0x5678, 1, 0, DESCRIPTOR
)
os.write(uhid, event)
print("made", flush=True)
while True:
    time.sleep(1000)
