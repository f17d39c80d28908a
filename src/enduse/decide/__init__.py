"""Findings and everything unread -> one verdict. The only place an order gets one."""
