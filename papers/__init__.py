"""Documents that officers sign and serve (执法文书): drafted from a file, the register and the law of the day."""
