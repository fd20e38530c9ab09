import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { ApiError, explain } from '../../api/errors.ts';
import { deletePattern, forgetPattern } from '../../api/patternWrites.ts';
import { textOf } from '../../api/wireDocument.ts';
import { paths } from '../../paths.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { RemoveIcon } from '../../ui/icons.tsx';
import { useEditor } from './editorContext.ts';
import { saveDocument } from './save/saveDocument.ts';

/** Deletes an enrollment pattern after asking; where the server refuses, once more with what forcing it means. */
export function DeletePattern({ id }: { id: number }): ReactElement {
  const { document: pattern, closed, discard } = useEditor();
  const [asking, setAsking] = useState(false);
  const navigate = useNavigate();
  const client = useQueryClient();
  const remove = useMutation(deletePattern());
  const { isSuccess } = remove;
  // The list is drawn a while after the address has changed, and until then this page would ask for the pattern again.
  useEffect(() => (isSuccess ? () => forgetPattern(client, id) : undefined), [isSuccess, client, id]);
  const leave = () => {
    // What was typed is of no use any more: leaving is not to be asked about.
    discard();
    void navigate(paths.patterns(), { replace: true });
  };
  const name = textOf(pattern['Name']);
  const refused = remove.error instanceof ApiError && [400, 409].includes(remove.error.status ?? 0);
  const isDefault = pattern['TemplateDefault'] === true;
  return (
    <>
      <ActionButton icon={<RemoveIcon size={16} />} onClick={() => setAsking(true)} disabledReason={closed}>
        Delete
      </ActionButton>
      {asking && (
        <ConfirmDialog
          open
          danger
          title={`Delete the enrollment pattern ${name}?`}
          body={
            <>
              <p>Nobody can enroll with it afterwards. This cannot be undone; certificates that were issued stay.</p>
              {isDefault && (
                <p>
                  It is the default pattern of its template. If the template has others, make one of them the default
                  first; if it has none, nothing can be enrolled with the template any more.
                </p>
              )}
              <p>
                <ActionButton onClick={() => saveDocument(pattern, `enrollment-pattern-${id}-deleted`)}>
                  Download the document
                </ActionButton>
              </p>
              {refused && (
                <p>
                  The server refused. If it did so because certificates or workflows refer to the pattern, it can be
                  deleted all the same: later renewals of those certificates then use the default pattern of the
                  template.
                </p>
              )}
              {refused && isDefault && (
                <p>
                  Forced, it deletes the default of its template, and it is not known which pattern becomes the default
                  then.
                </p>
              )}
            </>
          }
          confirmLabel={
            !refused ? 'Delete' : isDefault ? 'Delete the default all the same' : 'Delete although it is in use'
          }
          busy={remove.isPending}
          disabledReason={closed}
          error={remove.error ? explain(remove.error) : null}
          onConfirm={() =>
            remove.mutate(
              { id, force: refused },
              {
                onSuccess: leave,
              },
            )
          }
          onClose={() => {
            setAsking(false);
            remove.reset();
          }}
        />
      )}
    </>
  );
}
