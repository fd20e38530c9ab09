// Control characters, path and shell separators, and the Unicode marks that reverse or hide text.
// oxlint-disable-next-line no-control-regex -- control characters are exactly what has to go
const unsafe = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff/\\:?"<>|]/g;
const windowsDevice = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

function clean(text: string): string {
  return text
    .replaceAll('*', 'wildcard')
    .replace(unsafe, '')
    .replace(/\s+/g, ' ')
    .replace(/\.{2,}/g, '.')
    .replace(/^[. ]+|[. ]+$/g, '');
}

/**
 * A file name of the form {cn}_{serial}.{extension} that every file system takes: '*' becomes "wildcard", characters of
 * paths and devices are dropped, the whole stays under 200 characters. Empty parts are left out. With `piece` ("chain") the
 * stem ends in it, so that the pieces of one certificate lie side by side.
 */
export function safeFileName(cn: string, serial: string, extension: string, piece = ''): string {
  const name = [
    Array.from(clean(cn)).slice(0, 100).join(''),
    clean(serial)
      .replace(/[^0-9a-z]/gi, '')
      .slice(0, 64),
    piece.replace(/[^0-9a-z]/gi, '').slice(0, 20),
  ];
  const stem = name.filter(Boolean).join('_') || 'certificate';
  const end = extension.replace(/[^0-9a-z]/gi, '').toLowerCase();
  return `${windowsDevice.test(stem) ? `_${stem}` : stem}${end ? `.${end}` : ''}`;
}
