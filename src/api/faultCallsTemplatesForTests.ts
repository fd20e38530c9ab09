import { noScope } from '../domain/scope.ts';
import { authoritiesQuery } from './authorities.ts';
import { evidence, type FaultCall, read, refusedGives, write } from './faultCallsForTests.ts';
import type { Fault } from './faultsForTests.ts';
import { patternQuery, patternsByTemplateQuery, patternsOfTemplateQuery, patternsQuery } from './patterns.ts';
import { createPattern, deletePattern, savePattern } from './patternWrites.ts';
import { resolvedSettingsQuery } from './resolvedSettings.ts';
import { scopeNamesQuery } from './scopeNames.ts';
import { saveSettings } from './settings.ts';
import { subjectPartsQuery } from './subjectParts.ts';
import { templateNamesQuery } from './templateName.ts';
import { allTemplatesQuery, saveTemplate, templatesQuery } from './templates.ts';

const row = { Id: 1, Name: 'x' };
const wrongRow = [{ Id: 'x' }];
const minuteMs = 60_000;
const choice = { search: 'web', filters: {}, sortField: '', descending: false };
const forgotten = { instead: refusedGives(null) };

/** Names are done without, whatever fails. */
const nameless = { instead: () => ({ value: { collection: null, container: null } }) };
const noNames = (fault: Fault) => (evidence(fault) === undefined ? undefined : { value: { template: '' } });

/** Reads of templates, patterns and rules, of the palette and of what other screens call by name. */
export const templateReads: readonly FaultCall[] = [
  {
    name: 'list of templates',
    run: (client) => client.fetchInfiniteQuery(templatesQuery(choice)),
    good: [row],
    wrong: wrongRow,
    limitMs: minuteMs,
  },
  {
    name: 'list of patterns',
    run: (client) => client.fetchInfiniteQuery(patternsQuery(choice)),
    good: [row],
    wrong: wrongRow,
    limitMs: minuteMs,
  },
  read('all templates', allTemplatesQuery(), [row], wrongRow),
  read('patterns by template', patternsByTemplateQuery(), [row], wrongRow, forgotten),
  read('patterns of a template', patternsOfTemplateQuery(4), [row], wrongRow),
  read('pattern', patternQuery(3), row, { Id: 'x' }),
  read('subject parts', subjectPartsQuery(true), [{ SubjectPart: 'CN' }], [{ SubjectPart: 1 }]),
  read('certificate authorities', authoritiesQuery(), [row], wrongRow, forgotten),
  read(
    'resolved settings',
    resolvedSettingsQuery({ kind: 'pattern', id: 3, own: null, system: null }),
    {},
    { Regexes: 'x' },
    forgotten,
  ),
  read('names of a template', templateNamesQuery('WebServer2Y', true), [row], wrongRow, { instead: noNames }),
  read('name of a collection', scopeNamesQuery({ ...noScope, collectionId: 3 }), [row], wrongRow, nameless),
  read('name of a container', scopeNamesQuery({ ...noScope, containerId: 3 }), [row], wrongRow, nameless),
];

/** Their answers have no body that could be wrong. */
const bodiless: Pick<FaultCall, 'good' | 'wrong' | 'instead'> = {
  good: {},
  wrong: {},
  instead: (fault) => (fault.says === undefined ? undefined : { value: undefined }),
};

/** What the editors write. */
export const templateWrites: readonly FaultCall[] = [
  write('template', saveTemplate(), { Id: 4 }, minuteMs, bodiless),
  write('pattern', savePattern(), { id: 3, body: { Id: 3 } }, minuteMs, bodiless),
  write('new pattern', createPattern(), { body: row }, minuteMs, { good: { Id: 5 }, wrong: { Id: 'x' } }),
  write('deletion of a pattern', deletePattern(), { id: 3 }, minuteMs, bodiless),
  write('system-wide rules', saveSettings(true), {}, minuteMs, bodiless),
];
