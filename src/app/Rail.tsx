import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ReactElement } from 'react';
import { serverQuery } from '../api/server.ts';
import type { Scope } from '../domain/scope.ts';
import { keptShell, useKept } from '../kept.ts';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import { railItems, warmUp, wayTo } from './railItems.ts';
import { RailLink, RailList } from './shellStyle.ts';

/** Whether this server has enrollment patterns: what it says, until then what it said last time, else null. */
function usePatterns(): boolean | null {
  const { data } = useQuery(serverQuery());
  const kept = useKept(keptShell).patterns;
  const known = data?.abilities.enrollmentPatterns;
  useEffect(() => {
    if (known !== undefined && known !== kept) keptShell.write({ patterns: known });
  }, [known, kept]);
  return known ?? kept;
}

interface RailProps {
  /** The part of the certificates that its links keep. */
  scope: Scope;
  collapsed?: boolean;
  onOpened?: () => void;
}

/** The main navigation; icons alone when collapsed. */
export function Rail({ scope, collapsed = false, onOpened }: RailProps): ReactElement {
  const patterns = usePatterns();
  return (
    <nav aria-label="Main">
      <RailList>
        {railItems.map((item) => {
          const { to, label, Icon, screen, needsPatterns } = item;
          if (needsPatterns && patterns === false) return null;
          // Unknown yet: the place is kept, so that nothing below it jumps.
          const style = needsPatterns && patterns === null ? { visibility: 'hidden' as const } : undefined;
          return (
            <li key={to} style={style}>
              <RailLink
                to={wayTo(item, scope)}
                title={collapsed ? label : undefined}
                onMouseEnter={() => warmUp(screen)}
                onFocus={() => warmUp(screen)}
                onClick={onOpened}
              >
                <Icon />
                {collapsed ? <VisuallyHidden>{label}</VisuallyHidden> : label}
              </RailLink>
            </li>
          );
        })}
      </RailList>
    </nav>
  );
}
