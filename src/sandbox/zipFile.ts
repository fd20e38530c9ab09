import { crc32, deflateRawSync } from 'node:zlib';

/** A file of an archive. Names with letters outside ASCII are marked as UTF-8. */
export interface ZipEntry {
  name: string;
  content: string;
}

/** Bit 11 of the flags: the name is UTF-8 (APPNOTE §4.4.4). */
const utf8Name = 0x0800;
const deflated = 8;

/** Date and time as MS-DOS keeps them, in steps of two seconds (APPNOTE §4.4.6); local time zones are left out of it. */
function dosTime(at: Date): { time: number; date: number } {
  return {
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    date: (Math.max(0, at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  };
}

/** A plain zip archive with deflated entries and no encryption (PKWARE APPNOTE 6.3, §4.3). `at`: date of all entries. */
export function zipFile(entries: readonly ZipEntry[], at: Date): Buffer {
  const { time, date } = dosTime(at);
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name, 'utf8');
    const plain = Buffer.from(entry.content, 'utf8');
    const packed = deflateRawSync(plain);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(utf8Name, 2);
    shared.writeUInt16LE(deflated, 4);
    shared.writeUInt16LE(time, 6);
    shared.writeUInt16LE(date, 8);
    shared.writeUInt32LE(crc32(plain), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(plain.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    files.push(Buffer.from('PK\x03\x04', 'latin1'), shared, name, packed);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, place, name);
    offset += 4 + shared.length + name.length + packed.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}
