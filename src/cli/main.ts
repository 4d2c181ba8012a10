import { createProgram } from './program.ts';
import { tellFault } from './tell-fault.ts';

// "loa ledger show | head": whoever reads no further ends nothing half done, and is shown no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

createProgram().parseAsync().catch(tellFault);
