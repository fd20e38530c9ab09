import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { commonName } from '../../../domain/dn.ts';
import { sameSans } from '../../../domain/sans.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { rulesUnder } from '../authorityRules.ts';
import { requestedSans, sanChip } from '../names/sansForm.ts';
import { SansEditor } from '../names/SansEditor.tsx';
import { useCsr } from './csrContext.ts';
import { csrFindings } from './csrForm.ts';

const Words = styled('div')({ maxWidth: 860, marginBottom: 12 });
const Below = styled('div')({ marginTop: 12 });

/** Names that go beside the request, and what CAs do with them. */
export default function ExtraNames(): ReactElement | null {
  const { values, setup, request, form } = useCsr();
  if (!request.reading?.ok) return null;
  const { csr } = request.reading;
  const extra = requestedSans(values.sans);
  const cn = commonName(csr.subject)?.toLowerCase();
  // The name that the server adds by itself is none where the request holds it.
  const named = csr.sans.some(({ kind, value }) => kind === 'dns' && value.toLowerCase() === cn);
  const lost = extra.length === 0 ? [] : sameSans(csr.sans, extra).missing;
  const held =
    csr.sans.length === 0
      ? 'The request holds no alternative names.'
      : 'The certificate gets the names that the request holds.';
  return (
    <>
      <Words>
        <p>{extra.length === 0 ? `${held} Nothing has to be added here.` : 'The request itself stays as it is.'}</p>
      </Words>
      <SansEditor
        name="sans"
        label="Names outside the request"
        help="They are sent beside the request."
        subject={named ? [] : csr.subject}
        findings={csrFindings(csr, values.sans, setup, values.authority)}
        rfc={setup && rulesUnder(setup, values.authority).rfcEnforcement}
      />
      {extra.length > 0 && (
        <Below>
          <Notice
            kind="warning"
            title="What becomes of these names depends on the CA"
            actions={
              lost.length > 0 && (
                <ActionButton
                  onClick={() =>
                    form.setValue('sans', [...lost.map(sanChip), ...values.sans], {
                      shouldDirty: true,
                      shouldValidate: true,
                    })
                  }
                >
                  {lost.length === 1
                    ? 'Repeat the name of the request'
                    : `Repeat the ${lost.length} names of the request`}
                </ActionButton>
              )
            }
          >
            Some CAs ignore names outside the request, some add them, and some take them instead of those in the
            request. The result page shows which names the certificate got.
          </Notice>
        </Below>
      )}
    </>
  );
}
