import Drawer from '@mui/material/Drawer';
import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import type { Scope } from '../domain/scope.ts';
import { CloseIcon } from '../ui/icons.tsx';
import { AboutMe, AboutVersions } from './AboutLines.tsx';
import { Rail } from './Rail.tsx';
import { IconButton } from './shellStyle.ts';

const Inside = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  width: 264,
  maxWidth: '85vw',
  minHeight: '100%',
});

const Head = styled('div')({ display: 'flex', justifyContent: 'flex-end', padding: 8 });

const Foot = styled('div')({ display: 'grid', gap: 4, marginTop: 'auto', padding: 16 });

interface RailDrawerProps {
  open: boolean;
  scope: Scope;
  onClose: () => void;
}

/** The rail where the window is narrow, with what the header has no room for. */
export default function RailDrawer({ open, scope, onClose }: RailDrawerProps): ReactElement {
  return (
    <Drawer open={open} onClose={onClose} slotProps={{ paper: { 'aria-label': 'Menu' } }}>
      <Inside>
        <Head>
          <IconButton type="button" aria-label="Close menu" title="Close menu" onClick={onClose}>
            <CloseIcon />
          </IconButton>
        </Head>
        <Rail scope={scope} onOpened={onClose} />
        <Foot>
          <AboutMe />
          <AboutVersions />
        </Foot>
      </Inside>
    </Drawer>
  );
}
