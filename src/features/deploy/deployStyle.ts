import { styled } from '@mui/material/styles';

/** The buttons below a part of a deployment. */
export const Buttons = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 8, margin: '8px 0' });

/** A line that is there for who looks for it. */
export const Quiet = styled('p')(({ theme }) => ({ margin: '0 0 8px', color: theme.palette.text.secondary }));

/** Notices, one below the other. */
export const Notices = styled('div')({ display: 'grid', gap: 8, margin: '0 0 8px', '&:empty': { display: 'none' } });
