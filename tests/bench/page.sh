#!/usr/bin/env bash
# The page at 2,000 actors and 20,000 claims in headless Chromium: medians of first paint and of what a filter, a search and a
# selection take until the page has its new state. Needs chromium, chromium-driver and python3-selenium.
exec "${PYTHON:-/usr/bin/python3}" "$(dirname "$0")/page_time.py"
