import { abilitiesOf } from '../../../api/server.ts';
import type { PlannedStore } from '../../deploy/deployForm.ts';
import { subjectFromText } from '../names/subjectForm.ts';
import type { Setup } from '../setup.ts';
import { testChoice, testSetup } from '../setupForTests.ts';
import { pfxValues, type PfxValues } from './pfxForm.ts';

/** What servers of three generations can do. */
export const command25 = abilitiesOf(null, '25.4', true);
export const command24 = abilitiesOf(null, '24.4', false);
export const command10 = abilitiesOf(null, '10.5', false);

/** A pattern with defaults. */
export const onPattern: Setup = testSetup({
  defaults: [
    { part: 'O', value: 'Example, Inc.' },
    { part: 'OU', value: 'Web' },
    { part: 'OU', value: 'Ops' },
  ],
});
/** The same rules on a template, as servers without patterns have them. */
export const onTemplate: Setup = { ...onPattern, choice: { ...testChoice, key: 'template:4', pattern: null } };

/** A complete request under a setup. */
export function filledFor(setup: Setup, more: Partial<PfxValues> = {}): PfxValues {
  return {
    ...pfxValues(setup, command25),
    subject: subjectFromText('CN=app01.example.com,OU=Web,OU=Ops,O="Example, Inc.",C=SE'),
    sans: ['dns:app01.example.com', 'ip:2001:db8::17'],
    password: 'Vq7-hdk2-MMz9-plm4',
    ...more,
  };
}

/** A store in a plan; its type has one secret entry parameter. */
export const plannedStore: PlannedStore = {
  storeId: 's1',
  displayName: 'm - p',
  machine: 'm',
  path: 'p',
  storeTypeId: 2,
  agentId: null,
  inventoryScheduled: true,
  rules: {
    name: 'PEM',
    shortName: 'PEM',
    canAdd: true,
    alias: 'optional',
    privateKey: 'optional',
    entryPassword: false,
    entryParameters: [
      {
        name: 'Pin',
        label: 'Pin',
        kind: 'secret',
        options: [],
        defaultValue: '',
        requiredOnAdd: false,
        requiredWithKey: false,
        requiredOnRemove: false,
      },
    ],
  },
  alias: 'web',
  overwrite: false,
  properties: [],
  entryPassword: '',
  privateKey: true,
};
