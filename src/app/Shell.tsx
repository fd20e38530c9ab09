import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { ReactElement, RefObject } from 'react';
import { Outlet, useLocation, useNavigation, useNavigationType } from 'react-router';
import { keptShell, useKept } from '../kept.ts';
import { paths } from '../paths.ts';
import { EnvironmentTag } from '../ui/EnvironmentTag.tsx';
import { ChevronLeftIcon, ChevronRightIcon, MenuIcon } from '../ui/icons.tsx';
import { LostPart, PartBoundary } from '../ui/LostPart.tsx';
import { focusedBeside, showTop } from '../ui/tree.ts';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import { AboutMe, AboutVersions } from './AboutLines.tsx';
import { Busy } from './Busy.tsx';
import { useLastScope } from './lastScope.ts';
import { PaletteButton } from './PaletteButton.tsx';
import { Rail } from './Rail.tsx';
import {
  Above,
  BareMain,
  Columns,
  HeaderBar,
  IconButton,
  Main,
  NarrowOnly,
  Product,
  RailButton,
  RailColumn,
  Room,
  SkipLink,
  WideOnly,
} from './shellStyle.ts';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import { useSession } from './useSession.ts';

const RailDrawer = lazy(() => import('./RailDrawer.tsx'));
const SignInDialog = lazy(async () => ({
  default: (await import('../features/connection/SignInDialog.tsx')).SignInDialog,
}));

/** A new page starts at its top, with the keyboard at its heading. */
function useArrival(place: RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation();
  const kind: string = useNavigationType();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    const main = place.current;
    if (kind !== 'POP') showTop(main);
    if (main?.contains(focusedBeside(main)) === true) return;
    (main?.querySelector<HTMLElement>('[data-page-title]') ?? main)?.focus({ preventScroll: true });
  }, [pathname, kind, place]);
}

interface ShellProps {
  title: string;
  /** Without header and rail. */
  bare: boolean;
}

/** What surrounds every screen: header, rail, the sign-in dialog over it all. */
export function Shell({ title, bare }: ShellProps): ReactElement {
  const { railCollapsed } = useKept(keptShell);
  const [drawer, setDrawer] = useState<'never opened' | 'open' | 'closed'>('never opened');
  const { state } = useSession();
  const [asked, setAsked] = useState(false);
  const navigation = useNavigation();
  const main = useRef<HTMLElement>(null);
  useArrival(main);
  const scope = useLastScope();
  if (state === 'needed' && !asked) setAsked(true);
  const toggle = railCollapsed ? 'Expand menu' : 'Collapse menu';
  const signInDialog = asked && (
    <PartBoundary
      lost={
        state === 'needed' && (
          <Above>
            <LostPart what="The sign-in" />
          </Above>
        )
      }
    >
      <Suspense fallback={null}>
        <SignInDialog />
      </Suspense>
    </PartBoundary>
  );
  if (bare) {
    return (
      <>
        <BareMain ref={main} tabIndex={-1}>
          <Outlet />
        </BareMain>
        {signInDialog}
      </>
    );
  }
  return (
    <>
      <SkipLink
        href="#main"
        onClick={(event) => {
          // <base href> would turn the bare fragment into a link to the start page.
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to content
      </SkipLink>
      <HeaderBar>
        <NarrowOnly>
          <IconButton type="button" aria-label="Open menu" title="Open menu" onClick={() => setDrawer('open')}>
            <MenuIcon />
          </IconButton>
        </NarrowOnly>
        <Product to={paths.templates()}>{title}</Product>
        <EnvironmentTag />
        <Room />
        <WideOnly>
          <AboutMe />
          <AboutVersions />
        </WideOnly>
        <PaletteButton />
        <ThemeSwitch />
        {navigation.state !== 'idle' && <Busy />}
      </HeaderBar>
      <Columns collapsed={railCollapsed}>
        <RailColumn>
          <Rail scope={scope} collapsed={railCollapsed} />
          <RailButton type="button" title={toggle} onClick={() => keptShell.write({ railCollapsed: !railCollapsed })}>
            {railCollapsed ? <ChevronRightIcon /> : <ChevronLeftIcon />}
            {railCollapsed ? <VisuallyHidden>{toggle}</VisuallyHidden> : toggle}
          </RailButton>
        </RailColumn>
        <Main id="main" ref={main} tabIndex={-1}>
          <Outlet />
        </Main>
      </Columns>
      <Suspense fallback={null}>
        {drawer !== 'never opened' && (
          <RailDrawer open={drawer === 'open'} scope={scope} onClose={() => setDrawer('closed')} />
        )}
      </Suspense>
      {signInDialog}
    </>
  );
}
