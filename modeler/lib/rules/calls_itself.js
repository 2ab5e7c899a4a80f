'use strict';

module.exports = require('../rules').ruleOf('calls_itself');
