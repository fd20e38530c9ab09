/** How long the server keeps an enrolled key for deployment, in milliseconds (Keyfactor POST Enrollment PFX Deploy). */
export const deployWindowMs = 300_000;
