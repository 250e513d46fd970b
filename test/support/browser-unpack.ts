import chromium from '@sparticuz/chromium';

// Run in a process of its own: the package decides what to unpack by its environment, and where to by the temporary folder.
await chromium.executablePath();
