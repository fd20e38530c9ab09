import type { PfxPost } from '../../../api/enrollment.ts';
import type { Abilities } from '../../../api/server.ts';
import { formatDn } from '../../../domain/dn.ts';
import { planToWire } from '../../deploy/deployForm.ts';
import { storeSecrets } from '../../deploy/planSecrets.ts';
import { authorityToWire, choiceToWire, detailsToWire, sansToWire, timestamp } from '../detailsForm.ts';
import { requestedSans } from '../names/sansForm.ts';
import { requestedSubject } from '../names/subjectForm.ts';
import type { Setup } from '../setup.ts';
import { deliveryTime } from './delivery.ts';
import { friendlyName } from './friendlyName.ts';
import { alternativeChoices, chosenKey, versionOf, type PfxValues } from './pfxForm.ts';

/** Whether the certificate goes to any store, with this request or right after it. */
export function goesToStores(values: PfxValues, abilities: Abilities): boolean {
  return values.stores.length > 0 || values.replaces !== null || installs(values, abilities);
}

/** Whether the new certificate replaces the renewed one in its stores, which only version 2 of the request can. */
export function installs(values: PfxValues, abilities: Abilities): boolean {
  return values.renewal.install && renewedId(values) !== null && versionOf(values, abilities) === 2;
}

/** The certificate that is renewed; null for a new one, and while the old one is still to be chosen. */
function renewedId({ renewal: { certificateId } }: PfxValues): number | null {
  return certificateId !== null && certificateId > 0 ? certificateId : null;
}

/** What says which key is made; empty where the server decides. Old servers ignore these members, so they do not get them. */
function keyToWire(values: PfxValues, setup: Setup, abilities: Abilities): Record<string, unknown> {
  if (!abilities.keyChoice) return {};
  const key = chosenKey(values, setup);
  const second = alternativeChoices(setup).find(({ id }) => id === values.alternativeKey);
  const alternative = versionOf(values, abilities) === 2 ? second : undefined;
  return {
    ...(key && {
      KeyType: key.keyType,
      // The size of a curve that is not known here is left out: the OID says it.
      ...(key.bits === 0 ? {} : { KeyLength: key.bits }),
      ...(key.curve ? { Curve: key.curve } : {}),
    }),
    ...(alternative && {
      AlternativeKeyType: alternative.keyType,
      ...(alternative.bits === null ? {} : { AlternativeKeyLength: alternative.bits }),
    }),
  };
}

/** What says what the file is like. Every switch is said, as the server would turn some of them on by itself. */
function fileToWire(values: PfxValues, setup: Setup, abilities: Abilities): Record<string, unknown> {
  const name = friendlyName(values);
  const provider = values.provider.trim();
  const namesProvider = abilities.targetProvider && setup.settings.providersAllowed !== false && provider !== '';
  const extension = values.fileExtension.trim();
  return {
    ...(values.passwordFrom === 'here' ? { Password: values.password } : {}),
    ...(name === '' ? {} : { CustomFriendlyName: name }),
    IncludeChain: values.includeChain,
    ...(abilities.keyChoice && values.includeChain ? { ChainOrder: values.chainOrder } : {}),
    ...(abilities.subjectHeader
      ? { IncludeSubjectHeader: fileFormat(values, abilities) === 'PEM' && values.subjectHeader }
      : {}),
    ...(abilities.keyChoice ? { UseLegacyEncryption: values.legacyEncryption } : {}),
    ...(namesProvider ? { MicrosoftTargetCSP: provider } : {}),
    ...(abilities.enrollmentPatterns && extension !== '' ? { FileExtension: extension } : {}),
  };
}

/**
 * The format of the header: any store makes it STORE, and REPLACE where the certificate only takes the places of another
 * (vendor documentation, POST Enrollment PFX Replace: STORE on older servers); PEM and JKS only where the server makes them.
 */
export function fileFormat(values: PfxValues, abilities: Abilities): PfxPost['certificateFormat'] {
  const onlyReplaces = values.replaces !== null && values.stores.length === 0 && !installs(values, abilities);
  if (onlyReplaces && abilities.replaceFormat) return 'REPLACE';
  if (goesToStores(values, abilities)) return 'STORE';
  const plain = values.format === 'PFX' || values.format === 'ZIP';
  return plain || abilities.moreFileFormats ? values.format : 'PFX';
}

/** What only one version knows: deliveries in version 2, values from Active Directory in version 1. */
function versionToWire(values: PfxValues, abilities: Abilities): Record<string, unknown> {
  if (versionOf(values, abilities) === 1) return { PopulateMissingValuesFromAD: values.populateFromAd };
  const [time, install] = [deliveryTime(values), installs(values, abilities)];
  return {
    InstallIntoExistingCertificateStores: install,
    ...(values.stores.length > 0 ? { Stores: planToWire(values.stores) } : {}),
    ...(values.stores.length > 0 || install ? { JobTime: time && timestamp(time) } : {}),
  };
}

/**
 * POST Enrollment/PFX. Every member with a server default that acts is sent in words; RenewalCertificateId only with a
 * renewal, as 0 is an error (vendor documentation, POST Enrollment PFX).
 */
export function pfxToWire(values: PfxValues, setup: Setup, abilities: Abilities, now: Date): PfxPost {
  const certificateId = renewedId(values);
  return {
    version: versionOf(values, abilities),
    certificateFormat: fileFormat(values, abilities),
    body: {
      ...choiceToWire(setup),
      ...authorityToWire(values.authority),
      Subject: formatDn(requestedSubject(values.subject)),
      SANs: sansToWire(requestedSans(values.sans)),
      ...keyToWire(values, setup, abilities),
      ...fileToWire(values, setup, abilities),
      ...detailsToWire(values, setup, abilities),
      ...(certificateId === null ? {} : { RenewalCertificateId: certificateId }),
      ...versionToWire(values, abilities),
      Timestamp: timestamp(now),
    },
    secrets: values.stores.flatMap(storeSecrets),
  };
}
