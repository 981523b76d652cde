import { resource } from '../../../shared/operation/operation';
import { download } from './download';
import { serve } from './serve';
import { upload } from './upload';
import { uploadBase64 } from './uploadBase64';

export const asset = resource('asset', [serve, download, upload, uploadBase64]);
