import type { ReactElement } from 'react';

interface IconProps {
  /** Edge length in CSS pixels; 20 unless told. */
  size?: number;
}

/** An icon drawn with lines on a 24 × 24 grid. It has no name of its own: the control that holds it has one. */
const icon =
  (paths: string) =>
  ({ size = 20 }: IconProps): ReactElement => (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths} />
    </svg>
  );

export const TemplateIcon = icon('M5 4h14v16H5zM9 9h6M9 13h6M9 17h3');
export const PatternIcon = icon('M4 4h7v7H4zM13 13h7v7h-7zM17 4v7M13.5 7.5h7M4 16.5h7');
export const RulesIcon = icon('M4 6h9M17 6h3M4 12h3M11 12h9M4 18h9M17 18h3M13 4v4h4V4zM7 10v4h4v-4zM13 16v4h4v-4z');
export const PfxIcon = icon('M15 9a3.5 3.5 0 1 1-3-3.46M12 11l-8 8v1h3v-2h2v-2h2l2.5-2.6M19 4v6M16 7h6');
export const CsrIcon = icon('M6 3h8l4 4v14H6zM14 3v4h4M9.5 14.5l2 2 3.5-4');
export const CertificateIcon = icon(
  'M4 4h16v12h-5M4 4v12h5M8 8h8M8 11.5h4M12 13.5a3 3 0 1 0 .01 0zM10.5 19v3l1.5-1 1.5 1v-3',
);
export const ActivityIcon = icon('M3 12h4l3-7 4 14 3-7h4');
export const ConnectionIcon = icon('M4 5h16v6H4zM4 13h16v6H4zM7.5 8h.01M7.5 16h.01M12 8h5M12 16h5');
export const MenuIcon = icon('M4 6h16M4 12h16M4 18h16');
export const CloseIcon = icon('M6 6l12 12M18 6L6 18');
export const CheckIcon = icon('M5 12.5l4.5 4.5L19 7');
export const SuccessIcon = icon('M12 3a9 9 0 1 0 .01 0zM8 12.5l2.7 2.7L16 9.8');
export const WarningIcon = icon('M12 4L2.8 20h18.4zM12 10v4.5M12 17.3v.01');
export const ErrorIcon = icon('M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 7.5v5.5M12 16.3v.01');
export const InfoIcon = icon('M12 3a9 9 0 1 0 .01 0zM12 11v5.5M12 7.7v.01');
export const WaitingIcon = icon('M12 3a9 9 0 1 0 .01 0zM12 7v5l3.5 2');
export const UnknownIcon = icon('M12 3a9 9 0 1 0 .01 0zM9.5 9.5a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1.9-1.1 1.7M12 16.6v.01');
export const CopyIcon = icon('M9 9h11v11H9zM15 9V4H4v11h5');
export const AddIcon = icon('M12 5v14M5 12h14');
export const RemoveIcon = icon('M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5.5M13.5 11v5.5');
export const DuplicateIcon = icon('M8 8h12v12H8zM16 8V4H4v12h4M14 11v6M11 14h6');
export const ChevronLeftIcon = icon('M14.5 6l-6 6 6 6');
export const ChevronRightIcon = icon('M9.5 6l6 6-6 6');
export const SearchIcon = icon('M10.5 4a6.5 6.5 0 1 0 .01 0zM15.5 15.5L20 20');
export const ShowIcon = icon(
  'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9a3 3 0 1 0 .01 0z',
);
export const HideIcon = icon(
  'M3 3l18 18M6.5 6.8C4 8.6 2.5 12 2.5 12S6 18.5 12 18.5c1.8 0 3.3-.6 4.6-1.4M10 5.7c.6-.1 1.3-.2 2-.2 6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-2 2.8M9.9 10a3 3 0 0 0 4.1 4.1',
);
export const SunIcon = icon(
  'M12 8a4 4 0 1 0 .01 0zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
);
export const MoonIcon = icon('M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z');
export const SystemIcon = icon('M3 4h18v12H3zM9 20h6M12 16v4');
export const SortUpIcon = icon('M12 19V5M6.5 10.5L12 5l5.5 5.5');
export const SortDownIcon = icon('M12 5v14M6.5 13.5L12 19l5.5-5.5');
