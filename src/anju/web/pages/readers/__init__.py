"""读卡器读错统计: which reader is corrected how often, and the cards behind each number."""
