import { createProgram } from './program.ts';
import { tellFault } from './tell-fault.ts';

createProgram().parseAsync().catch(tellFault);
