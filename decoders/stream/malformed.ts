/** Bytes whose checksum holds say something that no sound stream says. It costs their packet, and never leaves this folder. */
export class Malformed extends Error {}
