import { Browser, Xingke } from '../support/firefox.mjs';
import { declareMainJob } from '../support/main_job.mjs';

declareMainJob({ Browser, Xingke });
