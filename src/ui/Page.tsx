import { styled } from '@mui/material/styles';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { focusedBeside } from './tree.ts';

const Frame = styled('div')({
  padding: 'calc(var(--gap) + 4px) 24px 32px',
  maxWidth: 1680,
  minWidth: 0,
  '@media (max-width: 600px)': { padding: '12px 12px 24px' },
});

const Head = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '8px 16px',
  minHeight: 'calc(var(--control) + 8px)',
  marginBottom: 'var(--gap)',
});

const Titles = styled('div')({ flex: '1 1 260px', minWidth: 0 });

const Title = styled('h1')({
  margin: 0,
  fontSize: '1.375rem',
  lineHeight: '32px',
  fontWeight: 600,
  overflowWrap: 'anywhere',
  '&:focus': { outline: 'none' },
});

const Subtitle = styled('div')(({ theme }) => ({ color: theme.palette.text.secondary, overflowWrap: 'anywhere' }));

const Actions = styled('div')({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8, maxWidth: '100%' });

const Banner = styled('div')({ marginBottom: 16 });

export interface PageProps {
  title: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
  banner?: ReactNode;
  children: ReactNode;
}

let showTitle: (title: string) => void = () => undefined;
/** Whether the page that went last had the focus on its heading. */
let headingLeft = false;

/** Told once by the app: where the name of a page is shown, beside its heading. */
export function showTitlesWith(show: (title: string) => void): void {
  showTitle = show;
}

/** The frame of every screen: the one h1, its actions, the document title. */
export function Page({ title, subtitle, actions, banner, children }: PageProps): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  // What stood here while the page was on its way had the focus: it stays on the heading.
  useLayoutEffect(() => {
    const own = heading.current;
    if (headingLeft) own?.focus({ preventScroll: true });
    headingLeft = false;
    return () => {
      headingLeft = own !== null && focusedBeside(own) === own;
    };
  }, []);
  useEffect(() => {
    showTitle(title);
  }, [title]);
  return (
    <Frame>
      <Head>
        <Titles>
          <Title ref={heading} tabIndex={-1} data-page-title="">
            {title}
          </Title>
          {subtitle !== undefined && <Subtitle>{subtitle}</Subtitle>}
        </Titles>
        {actions !== undefined && <Actions>{actions}</Actions>}
      </Head>
      {banner !== undefined && banner !== null && <Banner>{banner}</Banner>}
      {children}
    </Frame>
  );
}
