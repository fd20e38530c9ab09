import { createServer } from 'node:http';
import { MutationObserver, QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test } from 'vitest';
import { configureClient } from './client.ts';
import { ApiError } from './errors.ts';
import { explainJobAct, rescheduleJob, unscheduleJob } from './orchestratorJobs.ts';

let close: () => void = () => {};
afterEach(() => close());

/** A server that answers every request with 204; returns what came. */
async function serve(): Promise<string[]> {
  const sent: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString('utf8')));
    request.on('end', () => {
      sent.push(`${request.method} ${request.url} ${body}`);
      response.writeHead(204, { Connection: 'close' });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => void server.close();
  const address = server.address();
  configureClient({ apiBase: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/api` });
  return sent;
}

test('a job is cancelled by its id, and run again by the row of its failure', async () => {
  const sent = await serve();
  const client = new QueryClient();
  await new MutationObserver(client, unscheduleJob()).mutate('8c0f');
  await new MutationObserver(client, rescheduleJob()).mutate(20117);
  expect(sent).toEqual([
    'POST /api/OrchestratorJobs/Unschedule {"JobIds":["8c0f"]}',
    'POST /api/OrchestratorJobs/Reschedule {"JobAuditIds":[20117]}',
  ]);
});

test('what is done around an act knows what it is about, and may keep it from being sent', async () => {
  const sent = await serve();
  const client = new QueryClient();
  const about: unknown[] = [];
  const moved = (id: unknown) => {
    about.push(id);
    return Promise.reject(new Error('moved on'));
  };
  await expect(new MutationObserver(client, unscheduleJob(moved)).mutate('8c0f')).rejects.toThrow('moved on');
  await expect(new MutationObserver(client, rescheduleJob(moved)).mutate(20117)).rejects.toThrow('moved on');
  expect(sent).toEqual([]);
  await new MutationObserver(
    client,
    rescheduleJob(async (row, send) => {
      await send();
      about.push(row);
    }),
  ).mutate(20118);
  expect(about).toEqual(['8c0f', 20117, 20118]);
  expect(sent).toHaveLength(1);
});

test('a 401 is told as a right that may be missing, every other refusal as it is', () => {
  const told = (status: number) => explainJobAct(new ApiError({ kind: 'http', status })).summary;
  expect(told(401)).toMatch(/^You lack the right to change jobs, or/);
  expect(told(404)).toMatch(/does not have what was asked for/);
});
