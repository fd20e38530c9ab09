// Branded ids, so that a request id cannot be handed over where a certificate id is meant. Keyfactor uses plain
// numbers for most and GUID text for stores, agents and jobs.
declare const brand: unique symbol;
type Branded<Value, Name extends string> = Value & { readonly [brand]: Name };

export type TemplateId = Branded<number, 'template'>;
export type PatternId = Branded<number, 'pattern'>;
export type CertificateId = Branded<number, 'certificate'>;
export type RequestId = Branded<number, 'request'>;
export type StoreTypeId = Branded<number, 'store type'>;
export type StoreId = Branded<string, 'store'>;
export type AgentId = Branded<string, 'agent'>;

/** Marks a number read from the server as a template id. */
export const asTemplateId = (n: number) => n as TemplateId;
/** Marks a number read from the server as an enrollment pattern id. */
export const asPatternId = (n: number) => n as PatternId;
/** Marks a number read from the server as a certificate id. */
export const asCertificateId = (n: number) => n as CertificateId;
/** Marks a number read from the server as a certificate request id. */
export const asRequestId = (n: number) => n as RequestId;
/** Marks a number read from the server as a store type id. */
export const asStoreTypeId = (n: number) => n as StoreTypeId;
/** Marks a GUID read from the server as a certificate store id. */
export const asStoreId = (text: string) => text as StoreId;
/** Marks a GUID read from the server as an orchestrator (agent) id. */
export const asAgentId = (text: string) => text as AgentId;
