import { beforeEach, expect, test } from 'vitest';
import {
  deleteSelection,
  keptSelections,
  saveSelection,
  selectionNamed,
  type StoreSelection,
} from './savedSelections.ts';

const selection = (name: string, over: Partial<StoreSelection> = {}): StoreSelection => ({
  server: 'https://a.keyexample.com/KeyfactorAPI',
  name,
  storeIds: ['1'],
  ...over,
});
const names = () => keptSelections.read().selections.map((each) => `${each.name} ${each.storeIds.join()}`);

beforeEach(() => keptSelections.write({ selections: [] }));

test('the last saved selection is first, and one of the same name is replaced whatever its letter case', () => {
  saveSelection(selection('Web farm'));
  saveSelection(selection('Mail'));
  saveSelection(selection('WEB FARM', { storeIds: ['2', '3'] }));
  expect(names()).toEqual(['WEB FARM 2,3', 'Mail 1']);
});

test('selections of another server are others, under the same name too', () => {
  saveSelection(selection('Web farm'));
  const other = selection('Web farm', { server: 'https://b.keyexample.com/KeyfactorAPI', storeIds: ['9'] });
  saveSelection(other);
  expect(names()).toEqual(['Web farm 9', 'Web farm 1']);
  const all = keptSelections.read().selections;
  expect(selectionNamed(all, other.server, ' web farm ')).toEqual(other);
  expect(selectionNamed(all, 'https://c.keyexample.com/KeyfactorAPI', 'Web farm')).toBeUndefined();
  deleteSelection(other);
  expect(names()).toEqual(['Web farm 1']);
});

test('no more than fifty are kept', () => {
  for (let n = 1; n <= 51; n += 1) saveSelection(selection(`Selection ${n}`));
  expect(names()).toHaveLength(50);
  expect(names()[0]).toBe('Selection 51 1');
});
