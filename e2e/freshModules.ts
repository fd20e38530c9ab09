import { vi } from 'vitest';

// The files of the pure tests share two threads, which takes half the time; what a module keeps, no two files share.
vi.resetModules();
