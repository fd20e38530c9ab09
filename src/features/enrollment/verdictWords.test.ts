import { expect, test } from 'vitest';
import { testSetup } from './setupForTests.ts';
import { nothingFoundWords, unreadRules } from './verdictWords.ts';

test('a request is called free of findings only where all rules could be read; else what could not is named', () => {
  expect(unreadRules(testSetup())).toEqual([]);
  expect(nothingFoundWords(testSetup())).toBe('Nothing stands out under the rules that apply.');
  const keyLayers = [{ origin: 'not known', algorithms: null } as const];
  expect(nothingFoundWords(testSetup({ rulesReadable: false, keyLayers, metadata: null }))).toBe(
    'Nothing stands out under the rules that you may read. Not readable here: the rules of this choice, some of the rules on keys, the metadata fields.',
  );
  const lacked = { keys: '/application_settings/read/', metadata: 'MetadataManagement: Read' };
  expect(unreadRules(testSetup({ keyLayers, metadata: null, lacked }))).toEqual([
    'some of the rules on keys (that takes /application_settings/read/)',
    'the metadata fields (that takes MetadataManagement: Read)',
  ]);
});
