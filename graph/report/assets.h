/* Internal: the files of assets/ as they were when the program was built. */
#ifndef BG_REPORT_ASSETS_H
#define BG_REPORT_ASSETS_H

#include "base/str.h"

bg_str bg_asset_html(void);   /* page.html, with {{NAME}} where something is put in */
bg_str bg_asset_style(void);  /* page.css */
bg_str bg_asset_script(void); /* the modules, in order, as one */

#endif
