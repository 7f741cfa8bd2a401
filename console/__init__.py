"""What people see (界面): drawings and pages made out of what the law says, without any decision of their own."""
