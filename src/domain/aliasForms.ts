import type { Rule } from './deploy.ts';

/** The form that a store type gives its aliases. */
export interface AliasForm {
  /** What the alias is made of, as a sentence. */
  help: string;
  /** What an alias of this form looks like; left out where every name will do. */
  fits?: RegExp;
}

const kubernetes = 'secrets/<tls or opaque>/<secret>';

// By short name, which is the same in every installation. Sources: documentation of the vendor's orchestrator extensions,
// k8s-orchestrator ("Alias Patterns" of K8SCluster and K8SNS, overviews of K8SJKS and K8SPKCS12) and
// azurekeyvault-orchestrator (overview); aliases in lower case: recorded by client authors.
const forms: Readonly<Record<string, AliasForm>> = {
  K8SCluster: { help: `The form is <namespace>/${kubernetes}.`, fits: /^[^/\s]+\/secrets\/(tls|opaque)\/[^/\s]+$/i },
  K8SNS: { help: `The form is ${kubernetes}.`, fits: /^secrets\/(tls|opaque)\/[^/\s]+$/i },
  K8SJKS: { help: 'The form is <field of the secret>/<alias in the keystore>.', fits: /^[^/\s]+\/[^/]+$/ },
  K8SPKCS12: { help: 'The form is <field of the secret>/<alias in the keystore>.', fits: /^[^/\s]+\/[^/]+$/ },
  AKV: { help: 'It becomes the name of the certificate in the vault.' },
  RFJKS: { help: 'The keystore may keep it in lower case.' },
  HCVKVJKS: { help: 'The keystore may keep it in lower case.' },
};

/** The form of a store type's aliases by the type's short name; undefined where none is documented. */
export const aliasForm = (shortName: string): AliasForm | undefined => forms[shortName];

// Kubernetes secrets, a file in binary DER form, and the certificate of a device's own web site: documentation of
// k8s-orchestrator, remote-file-orchestrator and f5-rest-orchestrator (store types).
const single = new Set(['K8SSecret', 'K8STLSSecr', 'RFDER', 'F5-WS-REST']);

// Stores of Windows name their entries by thumbprint, and hold many: documentation of iis-orchestrator (store types).
const many = new Set(['IISU', 'WinCert', 'WinSql', 'WinCerMgmt']);

/**
 * Whether a store that holds so many `entries` likely refuses a new one beside them: its type usually holds one certificate,
 * or names its entries itself and has one now (vendor documentation, alias and overwrite: some types answer that Overwrite
 * must be true). Likely, not certain: how many certificates a type takes, its settings do not say.
 */
export const likelyFull = (type: { shortName: string; alias: Rule }, entries: number): boolean =>
  entries > 0 &&
  (single.has(type.shortName) || (entries === 1 && type.alias === 'forbidden' && !many.has(type.shortName)));
