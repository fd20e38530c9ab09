import type { Abilities } from '../../api/server.ts';

interface AbilityWords {
  ability: keyof Abilities;
  label: string;
  yes: string;
  no: string;
}

/** What each ability means for the person, in the order of the page. */
export const abilityWords: readonly AbilityWords[] = [
  {
    ability: 'enrollmentPatterns',
    label: 'Enrollment patterns',
    yes: 'Rules are edited on enrollment patterns, and enrollment starts from a pattern.',
    no: 'Rules are edited on templates, and enrollment starts from a template.',
  },
  {
    ability: 'pfxVersion2',
    label: 'Stores inside a PFX enrollment',
    yes: 'Stores can be part of the request, also when it waits for approval.',
    no: 'A certificate goes to stores in a second call after it was issued.',
  },
  {
    ability: 'keyChoice',
    label: 'Choice of key',
    yes: 'A PFX enrollment can ask for a key type and size that the rules allow.',
    no: 'The template alone decides the key of a PFX enrollment.',
  },
  {
    ability: 'ownerRole',
    label: 'Owner role',
    yes: 'A certificate can belong to a security role.',
    no: 'Certificates have no owner.',
  },
  {
    ability: 'subjectHeader',
    label: 'Subject header in PEM',
    yes: 'The subject line above each PEM block can be left out.',
    no: 'The server decides whether PEM blocks have a subject line.',
  },
  {
    ability: 'ownPermissions',
    label: 'Own permissions',
    yes: 'The server tells which roles and permissions you have.',
    no: 'What you may do shows only when the server refuses it.',
  },
  {
    ability: 'appSettings',
    label: 'Application settings',
    yes: 'Settings such as the password length are read from the server, if you may read them.',
    no: 'The vendor’s defaults are assumed, such as 12 characters for a password.',
  },
  {
    ability: 'rolesVersion2',
    label: 'Security roles of every identity provider',
    yes: 'The list of security roles is complete, whichever identity provider they come from.',
    no: 'The list of security roles holds those of Active Directory.',
  },
  {
    ability: 'moreFileFormats',
    label: 'PEM and JKS files',
    yes: 'A PFX enrollment can answer a PEM file or a Java keystore.',
    no: 'A PFX enrollment answers a PFX or a ZIP file.',
  },
  {
    ability: 'replaceFormat',
    label: 'Files for replacing a certificate',
    yes: 'A PFX enrollment can be prepared to take the places of another certificate.',
    no: 'A PFX enrollment is prepared for stores only.',
  },
  {
    ability: 'targetProvider',
    label: 'Cryptographic service provider',
    yes: 'A PFX can name the provider that is to import its key, where the settings allow it.',
    no: 'A PFX does not name a provider for its key.',
  },
  {
    ability: 'csrPrivateKey',
    label: 'Private key beside a CSR',
    yes: 'The key of a CSR can be handed in, so that the server keeps it.',
    no: 'The server never sees the key of a CSR.',
  },
  {
    ability: 'csrRenewal',
    label: 'Renewal by a CSR',
    yes: 'A CSR enrollment can name the certificate that it renews, if you may read it.',
    no: 'A CSR enrollment is always for a new certificate.',
  },
  {
    ability: 'workflows',
    label: 'Workflow instances',
    yes: 'The workflow of a request can be followed, if you may read it.',
    no: 'A waiting request is followed at the CA only.',
  },
];

/** From this difference on, the clocks are worth a warning. */
const warnFromMs = 60_000;

export interface ClockWords {
  text: string;
  wrong: boolean;
}

/** The server's clock beside this computer's, to the second; a positive difference means that the server is ahead. */
export function clockWords(differenceMs: number | null): ClockWords {
  if (differenceMs === null) return { text: 'Not known', wrong: false };
  const seconds = Math.round(Math.abs(differenceMs) / 1000);
  // The Date header counts whole seconds: below two there is nothing to tell.
  if (seconds < 2) return { text: 'Same time', wrong: false };
  const ahead = differenceMs > 0 ? 'ahead of' : 'behind';
  return {
    text: `The server is ${duration(seconds)} ${ahead} this computer`,
    wrong: Math.abs(differenceMs) > warnFromMs,
  };
}

function duration(seconds: number): string {
  const units = [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ] as const;
  const first = units.findIndex(([, size]) => seconds >= size);
  let rest = seconds;
  const parts = units.slice(first, first + 2).map(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? '' : `${count} ${unit}`;
  });
  return parts.filter((part) => part !== '').join(' ');
}
