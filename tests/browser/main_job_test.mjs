import { Browser } from './support/chromium.mjs';
import { declareMainJob } from './support/main_job.mjs';
import { Xingke } from './support/xingke.mjs';

declareMainJob({ Browser, Xingke });
