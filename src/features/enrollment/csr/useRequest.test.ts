import { createFormControl } from 'react-hook-form';
import { describe, expect, test } from 'vitest';
import { csrValues, type CsrValues } from './csrForm.ts';
import { forgetWithRequest, takingFiles } from './useRequest.ts';

test('what was said about one request does not hold for another, and stays while the request does', () => {
  const form = createFormControl<CsrValues>({ defaultValues: { ...csrValues(null), csr: 'one' } });
  const said = () => {
    const { key, forceEnroll } = form.getValues();
    return { key, forceEnroll };
  };
  const say = () => {
    form.setValue('key', 'given');
    form.setValue('forceEnroll', true);
  };
  const end = forgetWithRequest(form);
  say();
  form.setValue('sans', ['dns:a.example.com']);
  form.reset({ ...form.getValues() }, { keepDefaultValues: true });
  expect(said()).toEqual({ key: 'given', forceEnroll: true });
  form.setValue('csr', 'two');
  expect(said()).toEqual({ key: 'none', forceEnroll: false });
  say();
  form.setValue('csr', '');
  expect(said()).toEqual({ key: 'none', forceEnroll: false });
  end();
});

describe('of files chosen one after the other', () => {
  const pem = (name: string) => `-----BEGIN CERTIFICATE REQUEST-----\n${name}\n-----END CERTIFICATE REQUEST-----`;
  const slow = (name: string, text: string) => {
    let arrive = (): void => {};
    const bytes = new Promise<ArrayBuffer>((resolve) => {
      arrive = () => resolve(new TextEncoder().encode(text).buffer);
    });
    return { file: { name, arrayBuffer: () => bytes }, arrive };
  };
  const door = (holds: boolean) => {
    const done: string[] = [];
    const choose = takingFiles();
    const note: Parameters<typeof choose>[1] = {
      holds: () => Promise.resolve(holds),
      leave: (name) => done.push(`left ${name}`),
      take: (text) => done.push(`took ${text}`),
      fail: ({ reason }) => done.push(`failed ${reason}`),
    };
    return { done, take: (file: Parameters<typeof choose>[0]) => choose(file, note) };
  };

  test('the last one is taken, also when an earlier one takes longer to be read', async () => {
    const { done, take } = door(false);
    const [first, second] = [slow('a.csr', pem('first')), slow('b.csr', pem('second'))];
    const both = [take(first.file), take(second.file)];
    second.arrive();
    await both[1];
    first.arrive();
    await both[0];
    expect(done).toEqual([`took ${pem('second')}`]);
  });

  test('nothing is said of an earlier one that would not have been taken', async () => {
    const { done, take } = door(true);
    const [first, second] = [slow('a.txt', 'no request'), slow('b.txt', 'none either')];
    const both = [take(first.file), take(second.file)];
    first.arrive();
    second.arrive();
    await Promise.all(both);
    expect(done).toEqual(['left b.txt']);
  });

  test('one after another is taken each', async () => {
    const { done, take } = door(false);
    for (const name of ['one', 'two']) {
      const { file, arrive } = slow(name, pem(name));
      arrive();
      // oxlint-disable-next-line no-await-in-loop -- one after the other is what is tested
      await take(file);
    }
    expect(done).toEqual([`took ${pem('one')}`, `took ${pem('two')}`]);
  });
});
