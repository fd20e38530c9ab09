/**
 * How many strings on the page's heap hold a text, after what nobody holds any more is gone. A string that was put together
 * lies there in its parts, so either half counts, too; the heap is written with the first 1,024 characters of each. What an
 * input that is on the page holds is not on this heap.
 * @param {import('@playwright/test').Page} page
 * @returns {Promise<(text: string) => number>}
 */
export async function stringsOn(page) {
  const session = await page.context().newCDPSession(page);
  /** @type {string[]} */
  const chunks = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  /** @type {{ snapshot: { meta: { node_fields: string[], node_types: [string[]] } }, nodes: number[], strings: string[] }} */
  const { snapshot, nodes, strings } = JSON.parse(chunks.join(''));
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, name] = [fields.indexOf('type'), fields.indexOf('name')];
  /** @type {string[]} */
  const found = [];
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (types[0][nodes[at + type] ?? 0]?.endsWith('string') === true) found.push(strings[nodes[at + name] ?? 0] ?? '');
  }
  return (text) => {
    const half = Math.ceil(text.length / 2);
    const parts = [text.slice(0, half), text.slice(half)];
    return found.filter((each) => parts.some((part) => each.includes(part))).length;
  };
}
