import type { ReactElement } from 'react';
import { Mono } from '../../ui/Mono.tsx';

/** After words about a certificate: which one it is. */
export function Thumbprint({ value }: { value: string | undefined }): ReactElement | null {
  return value === undefined ? null : (
    <span>
      {' Thumbprint '}
      <Mono>{value}</Mono>
    </span>
  );
}
