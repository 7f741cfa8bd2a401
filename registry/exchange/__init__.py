"""The staff list as files: what each table is called in Chinese, how it is read, judged whole, entered and written."""
