import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { securityHeaders } from '../headers.ts';

describe.each(['nginx.conf', 'web.config'])('%s', (name) => {
  const text = readFileSync(join(import.meta.dirname, name), 'utf8');

  it.each(Object.entries(securityHeaders([])))('sends the %s of the start command', (header, value) => {
    const spellings = [`add_header ${header} ${value} always;`, `add_header ${header} "${value}" always;`];
    expect(
      [...spellings, `<add name="${header}" value="${value}" />`].filter((line) => text.includes(line)),
    ).toHaveLength(1);
  });

  it('waits ten minutes for the server, as the start command does', () => {
    expect(text).toMatch(/proxy_read_timeout 600s|\/timeout:00:10:00/);
  });
});
