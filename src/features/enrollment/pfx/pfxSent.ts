import type { PfxPost } from '../../../api/enrollment.ts';
import type { HeldAt } from '../../../api/renewals.ts';
import { requestedSans } from '../names/sansForm.ts';
import { requestedSubject } from '../names/subjectForm.ts';
import { secretParameters } from '../../deploy/planSecrets.ts';
import { shownPost, type SentPfx } from '../sent.ts';
import type { Setup } from '../setup.ts';
import { carriedStores } from './followUp.ts';
import { chosenKey, type PfxValues } from './pfxForm.ts';

/** A request as it can be shown and saved: the address, headers and body of the call, secrets masked. */
export function shownPfxPost(post: PfxPost, values: PfxValues): SentPfx['post'] {
  return shownPost('/Enrollment/PFX', post, values.stores.flatMap(secretParameters));
}

interface Sending {
  values: PfxValues;
  setup: Setup;
  post: PfxPost;
  /** Server time. */
  startedAt: Date;
  /** The places of the renewed certificate that the request asks for, as inventories know them. */
  held?: readonly HeldAt[];
}

/** One enrollment as it is sent. */
export function sentPfx({ values, setup, post, startedAt, held = [] }: Sending): SentPfx {
  const password = values.passwordFrom === 'here' ? values.password : null;
  const shown = shownPfxPost(post, values);
  return {
    kind: 'pfx',
    subject: requestedSubject(values.subject),
    sans: requestedSans(values.sans),
    key: chosenKey(values, setup),
    spki: null,
    authority: values.authority === '' ? null : values.authority,
    templateId: setup.choice.template?.templateId ?? null,
    source: setup.choice.label,
    startedAt,
    usages: null,
    post: shown,
    stores: values.stores.length,
    storeNames: values.stores.map(({ displayName }) => displayName),
    carried: carriedStores({ post: shown, values, startedAt, held }),
    password,
    generated: password !== null && values.passwordGenerated,
    format: post.certificateFormat,
    download: values.download,
    values,
    setup,
    held,
  };
}
