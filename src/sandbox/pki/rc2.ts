// RC2 with a 40-bit key (RFC 2268). Only files asked for with the old encryption use it; OpenSSL 3 keeps it behind its
// legacy provider, so Node cannot be asked for it.

/** The permutation of RFC 2268 §2, made from the digits of pi. */
const permutation = Buffer.from(
  'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32' +
    'bd8f40eb86b77b0bf09521225c6b4e8254d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626' +
    '6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed708e8eade8052eef784aa72ac354d6a2a' +
    '961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2e' +
    'c5f3db47e5a59c770aa62068fe7fc1ad',
  'hex',
);

/** Encrypts with RC2-40 in CBC mode and PKCS#7 padding. `key` has 5 bytes, `iv` 8. */
export function encryptRc2(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Buffer {
  const words = expandKey(key);
  const padding = 8 - (data.length % 8);
  const out = Buffer.concat([data, Buffer.alloc(padding, padding)]);
  let previous = Buffer.from(iv);
  for (let at = 0; at < out.length; at += 8) {
    const block = out.subarray(at, at + 8);
    for (let index = 0; index < 8; index += 1) block[index] = (block[index] ?? 0) ^ (previous[index] ?? 0);
    encryptBlock(words, block);
    previous = block;
  }
  return out;
}

/** RFC 2268 §2: 64 words from the key, effective length 8 bits for each of its bytes. */
function expandKey(key: Uint8Array): Uint16Array {
  const bytes = Buffer.alloc(128);
  bytes.set(key);
  const length = key.length;
  const at = (index: number): number => bytes[index] ?? 0;
  const mixed = (value: number): number => permutation[value & 0xff] ?? 0;
  for (let index = length; index < 128; index += 1) bytes[index] = mixed(at(index - 1) + at(index - length));
  bytes[128 - length] = mixed(at(128 - length));
  for (let index = 127 - length; index >= 0; index -= 1) bytes[index] = mixed(at(index + 1) ^ at(index + length));
  return Uint16Array.from({ length: 64 }, (_, index) => bytes.readUInt16LE(index * 2));
}

/** RFC 2268 §3: five, six and five mixing rounds with a mashing round between. */
function encryptBlock(words: Uint16Array, block: Buffer): void {
  const r = Uint16Array.from({ length: 4 }, (_, index) => block.readUInt16LE(index * 2));
  const get = (index: number): number => r[index & 3] ?? 0;
  const shifts = [1, 2, 3, 5];
  for (let round = 0; round < 16; round += 1) {
    shifts.forEach((shift, index) => {
      const sum =
        get(index) +
        (words[round * 4 + index] ?? 0) +
        (get(index + 3) & get(index + 2)) +
        (~get(index + 3) & get(index + 1));
      const low = sum & 0xffff;
      r[index] = (low << shift) | (low >> (16 - shift));
    });
    if (round !== 4 && round !== 10) continue;
    for (let index = 0; index < 4; index += 1) r[index] = get(index) + (words[get(index + 3) & 63] ?? 0);
  }
  r.forEach((value, index) => block.writeUInt16LE(value, index * 2));
}
