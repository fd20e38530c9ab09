/** One expression, a value, and what .NET's `Regex.IsMatch` says without options, or that it refuses the expression. */
export interface NetRegexRow {
  pattern: string;
  value: string;
  net: 'matches' | 'does not match' | 'invalid';
  /** Page and section of Microsoft's documentation where the rule is written; "JS" says why JavaScript differs. */
  source: string;
  /** With `RegexOptions.IgnoreCase`. */
  ignoreCase?: true;
}

const base = 'https://learn.microsoft.com/dotnet/standard/base-types/';
const anchors = (section: string) => `${base}anchors-in-regular-expressions, ${section}`;
const classes = (section: string) => `${base}character-classes-in-regular-expressions, ${section}`;
const escapes = (section: string) => `${base}character-escapes-in-regular-expressions, ${section}`;
const groups = (section: string) => `${base}grouping-constructs-in-regular-expressions, ${section}`;
const times = (section: string) => `${base}quantifiers-in-regular-expressions, ${section}`;
const backs = (section: string) => `${base}backreference-constructs-in-regular-expressions, ${section}`;
const choices = (section: string) => `${base}alternation-constructs-in-regular-expressions, ${section}`;
const options = (section: string) => `${base}regular-expression-options, ${section}`;
const more = (section: string) => `${base}miscellaneous-constructs-in-regular-expressions, ${section}`;
const refused = (member: string) =>
  `https://learn.microsoft.com/dotnet/api/system.text.regularexpressions.regexparseerror, ${member}`;
const js = (clause: string) => `; JS: ECMA-262, ${clause}`;

const startOnly = anchors('Start of String Only: \\A') + js('B.1.2 IdentityEscape: \\A is the letter A');
const endOrNewline =
  anchors('End of String or Before Ending Newline: \\Z') + js('B.1.2 IdentityEscape: \\Z is a letter');
const endOnly = anchors('End of String Only: \\z') + js('B.1.2 IdentityEscape: \\z is the letter z');
const contiguous = anchors('Contiguous Matches: \\G') + js('B.1.2 IdentityEscape: \\G is the letter G');
const lineEnd = anchors('End of String or Line: $') + js('22.2.2.4 Assertion: $ holds at the very end only');
const inline = more('Inline options') + js('22.2.1 Patterns: no inline option without a colon');
const subtraction =
  classes('Character class subtraction: [base_group - [excluded_group]]') +
  js('22.2.1 CharacterClass: the set ends at the first ]');
const atomic = groups('Atomic groups') + js('22.2.1 Patterns: no such group');
const balancing = groups('Balancing group definitions') + js('22.2.1 GroupName: no hyphen in a name');
const quoted = groups('Named matched subexpressions') + js('22.2.1 Patterns: names in angle brackets only');
const category =
  classes('Unicode category or Unicode block: \\p{}') + js('22.2.1 CharacterClassEscape: \\p needs the u flag');
const word = classes('Word character: \\w') + js('22.2.2.9.3 WordCharacters: a-z, A-Z, 0-9 and _ only');
const digit = classes('Decimal digit character: \\d') + js('22.2.2.9 CharacterClassEscape: 0-9 only');
const space = classes('White-space character: \\s') + js('12.2 White Space: another list');
const boundary = anchors('Word Boundary: \\b') + js('22.2.2.9.3 WordCharacters');
const number =
  backs('Numbered backreferences') + js('22.2.2.7 BackreferenceMatcher: a group without part matches empty');
const comment = more('Inline comment') + js('22.2.1 Patterns: no comments');
const condition = choices('Conditional matching with an expression') + js('22.2.1 Patterns: no conditionals');

/** Rules of .NET's dialect that this product has to know; every row was run on an implementation of .NET's regex classes. */
export const netRegexTable: readonly NetRegexRow[] = [
  // Anchors
  { pattern: '^abc$', value: 'abc\n', net: 'matches', source: lineEnd },
  { pattern: '^abc$', value: 'abc\r\n', net: 'does not match', source: lineEnd },
  { pattern: '^abc$', value: 'abc\n\n', net: 'does not match', source: lineEnd },
  { pattern: '^b', value: 'a\nb', net: 'does not match', source: anchors('Start of String or Line: ^') },
  { pattern: '\\Aabc', value: 'abcd', net: 'matches', source: startOnly },
  { pattern: '\\Aabc', value: 'Aabc', net: 'does not match', source: startOnly },
  { pattern: 'abc\\Z', value: 'abc\n', net: 'matches', source: endOrNewline },
  { pattern: 'abc\\Z', value: 'abcZ', net: 'does not match', source: endOrNewline },
  { pattern: 'abc\\z', value: 'abc', net: 'matches', source: endOnly },
  { pattern: 'abc\\z', value: 'abc\n', net: 'does not match', source: endOnly },
  { pattern: 'abc\\z', value: 'abcz', net: 'does not match', source: endOnly },
  { pattern: '\\Gabc', value: 'abc', net: 'matches', source: contiguous },
  { pattern: '\\Gabc', value: 'Gabc', net: 'does not match', source: contiguous },
  {
    pattern: '^*a',
    value: 'a',
    net: 'matches',
    source: anchors('Start of String or Line: ^') + js('22.2.1 Term: ^ takes no quantifier'),
  },
  { pattern: '^a$*', value: 'a', net: 'matches', source: lineEnd },
  { pattern: '\\b*a', value: 'a', net: 'matches', source: boundary },
  { pattern: '^ab\\b', value: 'abé', net: 'does not match', source: boundary },
  { pattern: 'ab\\B', value: 'abé', net: 'matches', source: anchors('Non-Word Boundary: \\B') },
  // Any character and the shorthand classes
  {
    pattern: '^a.c$',
    value: 'a\rc',
    net: 'matches',
    source: classes('Any character: .') + js('22.2.2.7 Atom: . excludes \\r, U+2028 and U+2029, too'),
  },
  { pattern: '^a.c$', value: 'a\u2028c', net: 'matches', source: classes('Any character: .') },
  { pattern: '^a.c$', value: 'a\nc', net: 'does not match', source: classes('Any character: .') },
  { pattern: '^\\w+$', value: 'Ångström', net: 'matches', source: word },
  { pattern: '^\\W$', value: 'é', net: 'does not match', source: classes('Non-word character: \\W') },
  { pattern: '^[\\w.]+$', value: 'münchen.example', net: 'matches', source: word },
  { pattern: '^\\w$', value: 'Ж', net: 'matches', source: word },
  { pattern: '^\\d+$', value: '٣٤', net: 'matches', source: digit },
  { pattern: '^\\D$', value: '٣', net: 'does not match', source: classes('Non-digit character: \\D') },
  { pattern: '^\\s$', value: '\u0085', net: 'matches', source: space },
  { pattern: '^\\s$', value: '\ufeff', net: 'does not match', source: space },
  { pattern: '^\\S$', value: '\u00a0', net: 'does not match', source: classes('Non-white-space character: \\S') },
  { pattern: '^\\s$', value: '\t', net: 'matches', source: space },
  // Unicode classes
  { pattern: '^\\p{L}+$', value: 'Åse', net: 'matches', source: category },
  { pattern: '^\\p{Lu}$', value: 'a', net: 'does not match', source: category },
  {
    pattern: '^\\p{IsGreek}$',
    value: 'λ',
    net: 'matches',
    source: classes('Supported named blocks') + js('22.2.2.9.8 UnicodeMatchProperty: no blocks'),
  },
  {
    pattern: '^\\P{L}$',
    value: '1',
    net: 'matches',
    source: classes('Negative Unicode category or Unicode block: \\P{}'),
  },
  { pattern: '^[\\p{L}-]+$', value: 'a-b', net: 'matches', source: category },
  { pattern: '\\pL', value: 'pL', net: 'invalid', source: refused('MalformedUnicodePropertyEscape') },
  { pattern: '\\p', value: 'p', net: 'invalid', source: refused('InvalidUnicodePropertyEscape') },
  // Sets of characters
  { pattern: '^[a-z-[aeiou]]+$', value: 'bcd', net: 'matches', source: subtraction },
  { pattern: '^[a-z-[aeiou]]+$', value: 'abc', net: 'does not match', source: subtraction },
  { pattern: '^[\\w-[\\d]]+$', value: 'ab1', net: 'does not match', source: subtraction },
  { pattern: '^[0-9-[2-6-[4]]]$', value: '4', net: 'matches', source: subtraction },
  { pattern: '[a-z-[aeiou]x]', value: 'b', net: 'invalid', source: refused('ExclusionGroupNotLast') },
  {
    pattern: '^[]a]$',
    value: ']',
    net: 'matches',
    source: classes('Positive character group: [ ]') + js('22.2.1 CharacterClass: [] is empty'),
  },
  {
    pattern: '^[^]a]$',
    value: 'b',
    net: 'matches',
    source: classes('Negative character group: [^]') + js('22.2.1 CharacterClass: [^] takes all'),
  },
  { pattern: '[]', value: ']', net: 'invalid', source: refused('UnterminatedBracket') },
  { pattern: '[a-z', value: 'a', net: 'invalid', source: refused('UnterminatedBracket') },
  { pattern: '[z-a]', value: 'b', net: 'invalid', source: refused('ReversedCharacterRange') },
  { pattern: '[a-\\d]', value: '-', net: 'invalid', source: refused('ShorthandClassInCharacterRange') },
  {
    pattern: '^[\\--a]$',
    value: 'A',
    net: 'does not match',
    source: classes('Positive character group: [ ]') + js('22.2.1 ClassRanges: \\- begins a range'),
  },
  {
    pattern: '^[\\d--a]$',
    value: 'A',
    net: 'matches',
    source: classes('Positive character group: [ ]') + js('B.1.2 ClassRanges: a class begins no range'),
  },
  {
    pattern: '^[\\d-a-z]$',
    value: 'b',
    net: 'matches',
    source: classes('Positive character group: [ ]') + js('B.1.2 ClassRanges: a class begins no range'),
  },
  { pattern: '^[\\w-.]+$', value: 'a-b.c', net: 'matches', source: classes('Positive character group: [ ]') },
  { pattern: '[.-\\w]', value: '.', net: 'invalid', source: refused('ShorthandClassInCharacterRange') },
  { pattern: '^[\\b]$', value: '\b', net: 'matches', source: escapes('\\b in a character class') },
  { pattern: '[\\A]', value: 'A', net: 'invalid', source: refused('UnrecognizedEscape') },
  // Escapes
  {
    pattern: '^\\e$',
    value: '\u001b',
    net: 'matches',
    source: escapes('\\e') + js('B.1.2 IdentityEscape: \\e is the letter e'),
  },
  {
    pattern: '^\\a$',
    value: 'a',
    net: 'does not match',
    source: escapes('\\a') + js('B.1.2 IdentityEscape: \\a is the letter a'),
  },
  { pattern: '^\\cA$', value: '\u0001', net: 'matches', source: escapes('\\c X') },
  { pattern: '^\\101$', value: 'A', net: 'matches', source: escapes('\\ nnn') },
  { pattern: '^\\0$', value: '\0', net: 'matches', source: escapes('\\ nnn') },
  { pattern: '^\\x41\\u0042$', value: 'AB', net: 'matches', source: escapes('\\x nn, \\u nnnn') },
  { pattern: '\\x4', value: 'x4', net: 'invalid', source: refused('InsufficientOrInvalidHexDigits') },
  { pattern: '\\u12', value: 'u12', net: 'invalid', source: refused('InsufficientOrInvalidHexDigits') },
  { pattern: '\\_', value: '_', net: 'invalid', source: refused('UnrecognizedEscape') + js('B.1.2 IdentityEscape') },
  { pattern: '^\\Qa\\E$', value: 'a', net: 'invalid', source: refused('UnrecognizedEscape') },
  { pattern: '^\\h$', value: ' ', net: 'invalid', source: refused('UnrecognizedEscape') },
  {
    pattern: '^a\\-b$',
    value: 'a-b',
    net: 'matches',
    source: escapes('\\ followed by a sign that is no letter, digit or _'),
  },
  { pattern: 'abc\\', value: 'abc', net: 'invalid', source: refused('UnescapedEndingBackslash') },
  // Options inside the expression
  { pattern: '(?i)^abc$', value: 'ABC', net: 'matches', source: inline },
  {
    pattern: '^(?i:a)b$',
    value: 'AB',
    net: 'does not match',
    source: groups('Group options') + js('22.2.1 Modifiers: newer engines only'),
  },
  { pattern: '(?-i)^abc$', value: 'ABC', net: 'does not match', ignoreCase: true, source: inline },
  { pattern: '(?x) a b c', value: 'abc', net: 'matches', source: options('Ignore white space') },
  { pattern: '(?x)abc # a b', value: 'abc', net: 'matches', source: more('End-of-line comment') },
  { pattern: '(?s)^a.b$', value: 'a\nb', net: 'matches', source: options('Single-line mode') },
  { pattern: '(?m)^b$', value: 'a\nb', net: 'matches', source: options('Multiline mode') },
  { pattern: '(?n)^(a)b$', value: 'ab', net: 'matches', source: options('Explicit captures only') },
  { pattern: '(?n)(a)\\1', value: 'aa', net: 'invalid', source: options('Explicit captures only') },
  { pattern: '^a(?#note)b$', value: 'ab', net: 'matches', source: comment },
  { pattern: '^a(?#note)*$', value: 'aaa', net: 'matches', source: comment },
  { pattern: '(?#note', value: '', net: 'invalid', source: refused('UnterminatedComment') },
  // Groups
  { pattern: '^(?>a+)ab$', value: 'aaab', net: 'does not match', source: atomic },
  { pattern: '^(?>a|ab)c$', value: 'abc', net: 'does not match', source: atomic },
  { pattern: "^(?'host'[a-z]+)$", value: 'abc', net: 'matches', source: quoted },
  { pattern: '^(?<2>a)b$', value: 'ab', net: 'matches', source: groups('Named matched subexpressions') },
  {
    pattern: '^(?<x>a)(?<x>b)$',
    value: 'ab',
    net: 'matches',
    source: groups('Named matched subexpressions') + js('22.2.1.1 Early Errors: a name once'),
  },
  { pattern: '^(?<o>\\()+(?<-o>\\))+(?(o)(?!))$', value: '(())', net: 'matches', source: balancing },
  { pattern: '^(?<o>\\()+(?<-o>\\))+(?(o)(?!))$', value: '(()', net: 'does not match', source: balancing },
  { pattern: '^(?<host>[a-z]+)\\.(?:com|net)$', value: 'a.net', net: 'matches', source: groups('Noncapturing groups') },
  {
    pattern: '^[a-z0-9-]+(?<!-)\\.keyexample\\.com$',
    value: 'shop-.keyexample.com',
    net: 'does not match',
    source: groups('Zero-width negative lookbehind assertions'),
  },
  {
    pattern: '^(?!.*\\.\\.)[\\w.-]+$',
    value: 'a..b',
    net: 'does not match',
    source: groups('Zero-width negative lookahead assertions'),
  },
  {
    pattern: '(?<=a)*b',
    value: 'b',
    net: 'matches',
    source: groups('Zero-width positive lookbehind assertions') + js('22.2.1 Term: no quantifier there'),
  },
  { pattern: '^(?P<n>a)$', value: 'a', net: 'invalid', source: refused('InvalidGroupingConstruct') },
  { pattern: '(?<0>a)', value: 'a', net: 'invalid', source: refused('CaptureGroupOfZero') },
  { pattern: '(abc', value: 'abc', net: 'invalid', source: refused('InsufficientClosingParentheses') },
  { pattern: 'abc)', value: 'abc', net: 'invalid', source: refused('InsufficientOpeningParentheses') },
  // Backreferences and conditionals
  { pattern: '^(a)?\\1b$', value: 'b', net: 'does not match', source: number },
  { pattern: '^\\k<n>(?<n>a)$', value: 'a', net: 'does not match', source: backs('Named backreferences') },
  {
    pattern: '^(?<n>a)\\<n>$',
    value: 'aa',
    net: 'matches',
    source: backs('Named backreferences') + js('B.1.2 IdentityEscape: \\< is a sign'),
  },
  { pattern: '(a)\\2', value: 'a', net: 'invalid', source: refused('UndefinedNumberedReference') },
  { pattern: '\\k<n>', value: 'k<n>', net: 'invalid', source: refused('UndefinedNamedReference') },
  { pattern: '^(?(a)ab|cd)$', value: 'cd', net: 'matches', source: condition },
  {
    pattern: '^(?<q>x)?(?(q)y|z)$',
    value: 'z',
    net: 'matches',
    source: choices('Conditional matching based on a valid captured group'),
  },
  // Quantifiers
  { pattern: 'a**', value: 'a', net: 'invalid', source: refused('NestedQuantifiersNotParenthesized') },
  { pattern: '^a++$', value: 'aa', net: 'invalid', source: refused('NestedQuantifiersNotParenthesized') },
  { pattern: '*a', value: 'a', net: 'invalid', source: refused('QuantifierAfterNothing') },
  { pattern: '(?i)*a', value: 'a', net: 'invalid', source: refused('QuantifierAfterNothing') },
  { pattern: 'a{5,2}', value: 'a', net: 'invalid', source: refused('ReversedQuantifierRange') },
  { pattern: '^x{,5}$', value: 'x{,5}', net: 'matches', source: times('Match between n and m times: {n,m}') },
  { pattern: '^a{2}$', value: 'aa', net: 'matches', source: times('Match exactly n times: {n}') },
  { pattern: '^(a??){2,}$', value: 'aaa', net: 'matches', source: times('Quantifiers and empty matches') },
  { pattern: '^(?:a?)*$', value: 'aa', net: 'matches', source: times('Quantifiers and empty matches') },
  // Letter case
  { pattern: '^abc$', value: 'ABC', net: 'matches', ignoreCase: true, source: options('Case-insensitive matching') },
  { pattern: '^abc$', value: 'ABC', net: 'does not match', source: options('Default options') },
  {
    pattern: '^[^a-c]$',
    value: 'B',
    net: 'does not match',
    ignoreCase: true,
    source: options('Case-insensitive matching'),
  },
  { pattern: '^å$', value: 'Å', net: 'matches', ignoreCase: true, source: options('Case-insensitive matching') },
];
