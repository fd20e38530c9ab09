import * as z from 'zod/mini';
import { start } from './app/start.tsx';

// Compiled checks need `new Function`, which the content security policy forbids and reports.
z.config({ jitless: true });

void start(document.getElementById('app'));
