"""The public site (信息公开网站): static pages and open data made from the docket, to be served from anywhere."""
